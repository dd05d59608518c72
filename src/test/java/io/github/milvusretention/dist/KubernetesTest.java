package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.rules.WrittenRules;
import io.github.milvusretention.run.RunExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests under {@code config/kubernetes}, and what kustomize makes of them. */
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

  static Map<String, List<String>> overlays() {
    String all = " milvus-retention";
    List<String> base =
        List.of(
            "ConfigMap milvus-retention-rules-…", "NetworkPolicy" + all, "ServiceAccount" + all);
    return Map.of(
        "cronjob", with(base, "CronJob" + all),
        "daemon-h2",
            with(
                base,
                "Deployment" + all,
                "PersistentVolumeClaim milvus-retention-data",
                "Service" + all),
        "daemon-postgres",
            with(base, "Deployment" + all, "PodDisruptionBudget" + all, "Service" + all));
  }

  private static List<String> with(List<String> base, String... more) {
    return Stream.concat(base.stream(), Stream.of(more)).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cronjob", "daemon-h2", "daemon-postgres"})
  void kubernetesTakesEachObjectOfAnOverlay(String name) throws Exception {
    Overlay overlay = Overlay.of(name);

    // A map's name ends in a hash of its content.
    assertThat(overlay.names().stream().map(each -> each.replaceAll("(rules-)\\w{10}$", "$1…")))
        .containsExactlyElementsOf(Objects.requireNonNull(overlays().get(name)));
    for (Map<String, Object> object : overlay.objects()) {
      KubernetesSchema.check(object);
    }
  }

  /** Kubernetes takes them all the same; then a pod never starts, or nobody reaches it. */
  @ParameterizedTest
  @ValueSource(strings = {"cronjob", "daemon-h2", "daemon-postgres"})
  void whatAnObjectNamesIsThere(String name) throws Exception {
    Overlay overlay = Overlay.of(name);
    Map<String, Object> workload = overlay.only(name.equals("cronjob") ? "CronJob" : "Deployment");
    Object pod = pod(workload);
    Map<?, ?> labels = (Map<?, ?>) at(template(workload), "metadata", "labels");

    assertThat(overlay.names()).contains("ServiceAccount " + text(pod, "serviceAccountName"));
    for (Object volume : list(pod, "volumes")) {
      Map<?, ?> source = (Map<?, ?>) volume;
      if (source.containsKey("configMap")) {
        assertThat(overlay.names()).contains("ConfigMap " + text(source, "configMap", "name"));
      }
      if (source.containsKey("persistentVolumeClaim")) {
        assertThat(overlay.names())
            .contains(
                "PersistentVolumeClaim " + text(source, "persistentVolumeClaim", "claimName"));
      }
    }
    List<Object> mounted = list(list(pod, "containers").get(0), "volumeMounts");
    assertThat(mounted)
        .extracting(mount -> text(mount, "name"))
        .containsExactlyInAnyOrderElementsOf(
            list(pod, "volumes").stream().map(volume -> text(volume, "name")).toList());
    assertSelects(labels, at(overlay.only("NetworkPolicy"), "spec", "podSelector", "matchLabels"));
    if (name.equals("cronjob")) {
      return;
    }
    assertSelects(labels, at(workload, "spec", "selector", "matchLabels"));
    assertSelects(labels, at(overlay.only("Service"), "spec", "selector"));
    assertThat(list(list(pod, "containers").get(0), "ports"))
        .extracting(port -> text(port, "name"))
        .contains(text(list(at(overlay.only("Service"), "spec"), "ports").get(0), "targetPort"));
    if (name.equals("daemon-postgres")) {
      assertSelects(
          labels, at(overlay.only("PodDisruptionBudget"), "spec", "selector", "matchLabels"));
      assertSelects(
          labels,
          at(list(pod, "topologySpreadConstraints").get(0), "labelSelector", "matchLabels"));
    }
  }

  private static void assertSelects(Map<?, ?> labels, Object selector) {
    assertThat((Map<?, ?>) selector)
        .isNotEmpty()
        .allSatisfy((key, value) -> assertThat(labels.get(key)).isEqualTo(value));
  }

  /** Else the check above would pass whatever is written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cronjob | podFailurePolicy: | podFailurePolicies:",
        "cronjob | onExitCodes: | onExitCode:",
        "cronjob | podReplacementPolicy: | podReplacment:",
        "cronjob | kind: CronJob | kind: CronJobs",
        "cronjob | apiVersion: batch/v1 | apiVersion: batch/v1beta1",
        "cronjob | backoffLimit: 3 | backoffLimit: three",
        "daemon-h2 | livenessProbe: | livenesProbe:",
        "daemon-h2 | runAsNonRoot: | runAsNonroot:",
        "daemon-h2 | secretKeyRef: | secretRef:",
        "daemon-h2 | claimName: | claim:",
        "daemon-h2 | storage: 2Gi | storage: 2 gigabytes",
        "daemon-postgres | maxUnavailable: | maxUnavailble:",
        "daemon-postgres | whenUnsatisfiable: | whenUnsatisfied:",
        "daemon-postgres | podSelector: | podSelectors:",
        "daemon-postgres | replicas: 2 | replicas: [2]",
      })
  void aMistakeInAManifestIsFound(String name, String written, String mistaken) throws Exception {
    String sound = Overlay.of(name).text();
    assertThat(sound).contains(written);
    Overlay wrong = Overlay.parse(sound.replace(written, mistaken));

    assertThatThrownBy(
            () -> {
              for (Map<String, Object> object : wrong.objects()) {
                KubernetesSchema.check(object);
              }
            })
        .isInstanceOfAny(RuntimeException.class, ClassNotFoundException.class);
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
    return at(template(workload), "spec");
  }

  private static Object template(Object workload) {
    Object spec = at(workload, "spec");
    Object job = ((Map<?, ?>) spec).get("jobTemplate");
    return at(job == null ? spec : at(job, "spec"), "template");
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
