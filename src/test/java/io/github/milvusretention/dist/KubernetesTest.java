package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.WrittenRules;
import io.github.milvusretention.run.RunExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests under {@code config/kubernetes}. That Kubernetes takes them is checked by CI. */
class KubernetesTest {
  private static final Path ROOT = Path.of("config/kubernetes");

  /** Beside the exit codes of a run: bad usage or rules, and the end by SIGTERM. */
  private static final int BAD_RULES = 2;

  private static final int TERMINATED = 128 + 15;

  @Test
  void eachExitCodeIsTriedAgainOrNotAsItDeserves() throws IOException {
    Map<Integer, String> expected = new TreeMap<>();
    for (RunExit exit : RunExit.values()) {
      if (exit != RunExit.DONE) {
        expected.put(
            exit.code(),
            switch (exit) {
              case GUARD_REFUSED -> "FailJob";
              // The lease of a pod that was killed outlives it by seconds.
              case ERROR, CLUSTER_UNUSABLE, PARTITIONS_FAILED, STOPPED, LOCKED -> "Count";
              case DONE -> "";
            });
      }
    }
    expected.put(BAD_RULES, "FailJob");
    expected.put(TERMINATED, "Count");

    Map<Integer, String> written = new TreeMap<>();
    for (Object rule : list(job(), "podFailurePolicy", "rules")) {
      for (Object code : list(rule, "onExitCodes", "values")) {
        written.put((Integer) code, text(rule, "action"));
      }
    }

    assertThat(written).isEqualTo(expected);
    assertThat(text(job(), "podReplacementPolicy")).isEqualTo("Failed");
    assertThat(list(job(), "podFailurePolicy", "rules").get(0))
        .as("an eviction counts as no attempt")
        .extracting(rule -> text(rule, "action"))
        .isEqualTo("Ignore");
  }

  @Test
  void aJobIsStartedOnceANightInANamedZone() throws IOException {
    Object cron = at(read("overlays/cronjob/cronjob.yaml"), "spec");

    assertThat(text(cron, "concurrencyPolicy")).isEqualTo("Forbid");
    assertThat(text(cron, "timeZone")).isEqualTo("Etc/UTC");
    assertThat((Integer) at(cron, "startingDeadlineSeconds")).isBetween(10, 86_400);
    assertThat(text(job(), "template", "spec", "restartPolicy")).isEqualTo("Never");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overlays/cronjob/cronjob.yaml",
        "overlays/daemon-h2/deployment.yaml",
        "overlays/daemon-postgres/deployment.yaml"
      })
  void aPodMayDoNothingButItsWork(String file) throws IOException {
    Object pod = pod(read(file));
    Object container = list(pod, "containers").get(0);

    assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
    assertThat(userOfTheImage())
        .isEqualTo(
            at(pod, "securityContext", "runAsUser")
                + ":"
                + at(pod, "securityContext", "runAsGroup"));
    assertThat(at(pod, "securityContext", "fsGroup"))
        .isEqualTo(at(pod, "securityContext", "runAsGroup"));
    assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
    assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
    assertThat(list(container, "securityContext", "capabilities", "drop"))
        .isEqualTo(List.of("ALL"));
    for (Object variable : list(container, "env")) {
      if (text(variable, "name").matches(".*(TOKEN|PASSWORD)")) {
        assertThat(at(variable, "valueFrom", "secretKeyRef")).isNotNull();
      }
    }
  }

  /** The daemon's own test asks the same addresses. */
  @ParameterizedTest
  @ValueSource(strings = {"daemon-h2", "daemon-postgres"})
  void nothingThatAPersonMustDecideRestartsAPod(String overlay) throws IOException {
    Object pod = pod(read("overlays/" + overlay + "/deployment.yaml"));
    Object container = list(pod, "containers").get(0);

    for (String probe : List.of("startupProbe", "livenessProbe")) {
      assertThat(text(container, probe, "httpGet", "path"))
          .as(probe)
          .isEqualTo("/actuator/health/liveness");
    }
    assertThat(text(container, "readinessProbe", "httpGet", "path"))
        .isEqualTo("/actuator/health/readiness");
    assertThat(list(container, "env"))
        .as("the probes are there without a setting")
        .noneMatch(variable -> text(variable, "name").startsWith("MANAGEMENT_"));
  }

  @Test
  void theImageIsUnhealthyOnlyIfTheProcessIs() throws IOException {
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("GET /actuator/health/liveness HTTP/1.0")
        .contains("${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}}");
  }

  @Test
  void theNetworkPolicyIsForNoOtherPod() throws IOException {
    assertThat(
            text(
                read("base/network-policy.yaml"),
                "spec",
                "podSelector",
                "matchLabels",
                "app.kubernetes.io/name"))
        .isEqualTo("milvus-retention");
  }

  @Test
  void theExampleOfRulesIsSound() throws IOException {
    assertThat(
            WrittenRules.yaml(Files.readString(ROOT.resolve("base/retention.yaml")))
                .variable("MILVUS_URI", "https://milvus.example")
                .variable("MILVUS_TOKEN", "key")
                .read()
                .policies())
        .hasSize(1);
  }

  private static String userOfTheImage() throws IOException {
    return Files.readAllLines(Path.of("Dockerfile")).stream()
        .filter(line -> line.startsWith("USER "))
        .map(line -> line.substring("USER ".length()))
        .findFirst()
        .orElseThrow();
  }

  private static Object job() throws IOException {
    return at(read("overlays/cronjob/cronjob.yaml"), "spec", "jobTemplate", "spec");
  }

  private static Object pod(Object workload) {
    Object spec = at(workload, "spec");
    Object job = ((Map<?, ?>) spec).get("jobTemplate");
    return at(job == null ? spec : at(job, "spec"), "template", "spec");
  }

  private static Object read(String file) throws IOException {
    return new Yaml().load(Files.readString(ROOT.resolve(file)));
  }

  private static Object at(Object yaml, String... keys) {
    Object value = yaml;
    for (String key : keys) {
      value = ((Map<?, ?>) value).get(key);
      if (value == null) {
        throw new AssertionError(key + " is missing in " + yaml);
      }
    }
    return value;
  }

  private static String text(Object yaml, String... keys) {
    return (String) at(yaml, keys);
  }

  /** Empty where the first key is missing, as only some rules have exit codes. */
  private static List<Object> list(Object yaml, String... keys) {
    return ((Map<?, ?>) yaml).containsKey(keys[0])
        ? new ArrayList<>((List<?>) at(yaml, keys))
        : List.of();
  }
}
