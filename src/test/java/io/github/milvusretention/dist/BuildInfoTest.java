package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.BuildInfoContributor;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What {@code /actuator/info} says, from the file that Maven makes. */
class BuildInfoTest {
  @Test
  void theVersionIsInIt() throws IOException {
    Properties written =
        PropertiesLoaderUtils.loadProperties(
            new ClassPathResource("META-INF/build-info.properties"));
    Properties build = new Properties();
    written.forEach((key, value) -> build.put(key.toString().replace("build.", ""), value));
    Info.Builder info = new Info.Builder();

    new BuildInfoContributor(new BuildProperties(build)).contribute(info);

    assertThat(info.build().get("build"))
        .asString()
        .contains("artifact=milvus-retention", "version=", "time=");
  }
}
