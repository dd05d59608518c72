package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The shipped file, brought in by Spring Boot itself with all the sources of a real program. */
class SpringBootImportTest {
  @Configuration(proxyBeanMethods = false)
  static class Nothing {}

  @Test
  void the_file_is_read_and_an_argument_overrides_one_value() {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .run(
                "--spring.config.import=file:config/retention.yaml",
                "--retention.policies.quick-setup.keep=P4M")) {
      Rules rules = Rules.read(context.getEnvironment());

      assertThat(rules.policies()).containsOnlyKeys("quick-setup");
      assertThat(rules.policy("quick-setup").keep()).hasToString("P4M");
    }
  }
}
