package io.github.milvusretention.rules;

import static io.github.milvusretention.rules.QuickSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.NewRules;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.policy.settings.StillWritten;
import io.github.milvusretention.policy.settings.Timetable;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a policy has by default, and every key of it. */
class PolicyRulesTest {
  @Test
  void what_is_not_written_has_its_default() {
    assertThat(WrittenRules.sound().read().policy("quick-setup"))
        .isEqualTo(
            Given.patterns("MMMM")
                .name("quick-setup")
                .collections("quick_setup")
                .keepNewest(1)
                .maxShare("50%")
                .stillWritten("keep")
                .policy());
    assertThat(WrittenRules.sound().read().leaseTime()).hasSeconds(30);
  }

  @Test
  void every_key_is_read() {
    Rules rules =
        WrittenRules.yaml(
                """
                retention:
                  lease-time: 45s
                  clusters:
                    prod: {uri: "http://localhost:19530"}
                  policies:
                    docs:
                      cluster: prod
                      database: "db_*"
                      collections: ["*"]
                      exclude-collections: ["*_tmp"]
                      partitions: ["MMMM"]
                      keep: P2M
                      lead: P2M
                      keep-newest: 0
                      max-drops: 7
                      max-share: 12.5%
                      new-rules: next-firing
                      zone: Europe/Istanbul
                      locale: tr
                      schedule: "0 15 3 ? * MON-FRI"
                      max-age: P5D
                      concurrency: 64
                      stop-after: "05:30"
                      release-batch: 256
                      grace: P7D
                      still-written: warn
                      content-check: {field: created_at, unit: millis, when-unloaded: trust-name}
                """)
            .read();

    assertThat(rules.leaseTime()).hasSeconds(45);
    assertThat(rules.policy("docs"))
        .isEqualTo(
            new Policy(
                "docs",
                new Scope(
                    "prod", Glob.of("db_*"), List.of(Glob.of("*")), List.of(Glob.of("*_tmp"))),
                new Names(
                    List.of(NamePattern.of("MMMM", Locale.forLanguageTag("tr"))),
                    null,
                    Keep.parse("P2M")),
                Keep.parse("P2M"),
                0,
                new Limits(7, Share.parse("12.5%"), NewRules.NEXT_FIRING),
                ZoneId.of("Europe/Istanbul"),
                new Timetable("0 15 3 ? * MON-FRI", Duration.ofDays(5), LocalTime.of(5, 30)),
                new Pace(64, 256),
                new Caution(
                    Keep.parse("P7D"),
                    StillWritten.WARN,
                    new ContentCheck("created_at", FieldUnit.MILLIS, WhenUnloaded.TRUST_NAME))));
  }

  @Test
  void a_cluster_must_be_in_the_file() {
    assertThat(refused("cluster: staging"))
        .isEqualTo(
            "retention.policies.quick-setup.cluster: \"staging\" is not a cluster of this file;"
                + " the clusters are prod");
  }

  @Test
  void a_cluster_with_a_mistake_is_still_a_cluster() {
    assertThat(WrittenRules.clusterWith("uri: nowhere").refusedOnce())
        .startsWith("retention.clusters.prod.uri");
  }
}
