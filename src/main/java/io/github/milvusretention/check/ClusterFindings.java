package io.github.milvusretention.check;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.ServerVersion;
import io.github.milvusretention.milvus.Token;
import java.util.ArrayList;
import java.util.List;

/** The findings on a cluster: of the rules, and of one that answers. */
public final class ClusterFindings {
  private record Defect(String fixedIn, String effect) {}

  /** The known defects of Milvus that affect a run. */
  private static final List<Defect> DEFECTS =
      List.of(
          new Defect(
              "2.4.9",
              "dropped partitions may keep their segments permanently, so that no space is freed"
                  + " (milvus#33330)"),
          new Defect(
              "2.4.18",
              "a drop can be refused while another partition of its collection is being released,"
                  + " and names cannot contain -; a rerun drops what was refused"));

  private ClusterFindings() {}

  /** What the rules tell of it, whether it answers or not. */
  public static List<Finding> ofRules(Cluster cluster) {
    Place place = Place.of(cluster);
    List<Finding> findings = new ArrayList<>();
    findings.add(token(place, cluster.token()));
    cluster
        .readableToken()
        .ifPresent(
            warning -> findings.add(Finding.warning(FindingId.TOKEN_READABLE, place, warning)));
    return findings;
  }

  static List<Finding> of(Cluster cluster, ServerVersion version) {
    Place place = Place.of(cluster);
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok(FindingId.CLUSTER, place, "answers; " + version));
    for (Defect defect : DEFECTS) {
      if (version.mayBeBefore(defect.fixedIn)) {
        findings.add(
            Finding.warning(
                FindingId.SERVER_DEFECT,
                place,
                version
                    + (version.isBefore(defect.fixedIn) ? ": " : ", possibly affected: ")
                    + "before "
                    + defect.fixedIn
                    + " "
                    + defect.effect
                    + "; upgrade"));
      }
    }
    return findings;
  }

  private static Finding token(Place cluster, Token token) {
    return switch (token.form()) {
      case NONE -> Finding.ok(FindingId.TOKEN, cluster, "no token is sent");
      case USER_AND_PASSWORD -> Finding.ok(FindingId.TOKEN, cluster, "the token is user:password");
      case API_KEY -> Finding.ok(FindingId.TOKEN, cluster, "the token looks like an API key");
      case PASSWORD_ALONE ->
          Finding.warning(
              FindingId.TOKEN,
              cluster,
              "the token looks like a password alone; Milvus expects user:password");
      case INCOMPLETE ->
          Finding.warning(
              FindingId.TOKEN,
              cluster,
              "the token has nothing before or after its colon; Milvus expects" + " user:password");
    };
  }
}
