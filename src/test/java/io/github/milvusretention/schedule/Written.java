package io.github.milvusretention.schedule;

import io.github.milvusretention.rules.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Rules as a user writes them. */
final class Written {
  /** The next one is years away, so nothing but a test fires it. */
  static final String LEAP_DAY = "0 15 3 29 2 ?";

  static final String EVERY_SECOND = "* * * * * ?";

  private final Map<String, Object> values = new LinkedHashMap<>();

  Written() {
    cluster("http://127.0.0.1:1");
  }

  Written cluster(String uri) {
    values.put("retention.clusters.local.uri", uri);
    return this;
  }

  Written policy(String name, String schedule, String zone) {
    policy(name);
    values.put("retention.policies." + name + ".schedule", schedule);
    values.put("retention.policies." + name + ".zone", zone);
    return this;
  }

  /** By hand only. */
  Written policy(String name) {
    String policy = "retention.policies." + name + ".";
    values.put(policy + "cluster", "local");
    values.put(policy + "collections[0]", "quick_setup");
    values.put(policy + "partitions[0]", "MMMM");
    values.put(policy + "keep", "P3M");
    values.put(policy + "max-share", "75%");
    return this;
  }

  /** One value of a policy, also in place of another. */
  Written value(String policy, String key, String value) {
    values.put("retention.policies." + policy + "." + key, value);
    return this;
  }

  Map<String, Object> values() {
    return values;
  }

  Rules rules() {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("written", values));
    return Rules.read(environment);
  }
}
