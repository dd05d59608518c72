package io.github.milvusretention.schedule;

import io.github.milvusretention.rules.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Builds rules from keys and values, as in a rules file. */
final class TestRules {
  /** The next fire time is years away, so that only tests fire it. */
  static final String LEAP_DAY = "0 15 3 29 2 ?";

  static final String EVERY_SECOND = "* * * * * ?";

  private final Map<String, Object> values = new LinkedHashMap<>();

  TestRules() {
    cluster("http://127.0.0.1:1");
  }

  TestRules cluster(String uri) {
    values.put("retention.clusters.local.uri", uri);
    return this;
  }

  TestRules policy(String name, String schedule, String zone) {
    policy(name);
    values.put("retention.policies." + name + ".schedule", schedule);
    values.put("retention.policies." + name + ".zone", zone);
    return this;
  }

  /** A policy without a schedule. */
  TestRules policy(String name) {
    String policy = "retention.policies." + name + ".";
    values.put(policy + "cluster", "local");
    values.put(policy + "collections[0]", "quick_setup");
    values.put(policy + "partitions[0]", "MMMM");
    values.put(policy + "keep", "P3M");
    values.put(policy + "max-share", "75%");
    return this;
  }

  /** Sets or replaces one value of a policy. */
  TestRules value(String policy, String key, String value) {
    values.put("retention.policies." + policy + "." + key, value);
    return this;
  }

  Map<String, Object> values() {
    return values;
  }

  Rules rules() {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", values));
    return Rules.read(environment);
  }
}
