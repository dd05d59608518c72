package io.github.milvusretention.guard;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.DigestText;
import java.util.Comparator;
import java.util.List;

/**
 * What guards refused when a person looked at a plan. The digest of a plan has nothing of it, and a
 * guard may refuse the same plan later.
 *
 * @param guards their names, sorted, with a comma between two; empty if none refused
 * @param digest {@code sha256:…} of their limits, figures and partitions
 */
public record RefusalsShown(String guards, String digest) {

  public static RefusalsShown of(List<Refusal> refusals) {
    DigestText text = new DigestText().add("milvus-retention refusals 1");
    refusals.stream()
        .sorted(
            Comparator.comparing(Refusal::guard)
                .thenComparing(Refusal::limit)
                .thenComparing(Refusal::figure))
        .forEach(
            refusal ->
                text.add(refusal.guard())
                    .add(refusal.limit())
                    .add(figure(refusal))
                    .addAll(
                        refusal.partitions().stream().map(Address::toString).sorted().toList()));
    return new RefusalsShown(
        refusals.stream().map(Refusal::guard).distinct().sorted().collect(joining(",")),
        text.sha256());
  }

  /** How far clocks are apart is measured each time, and hardly ever the same to the second. */
  private static String figure(Refusal refusal) {
    return refusal.guard().equals(ClockGuard.NAME) ? "" : refusal.figure();
  }

  /** All of it, as a form carries it. */
  public String whole() {
    return guards + " " + digest;
  }

  /**
   * Whether this is what was told: all of it, or by a program the names of the guards alone.
   *
   * @param told as it came back from whom it was shown to
   */
  public boolean is(String told) {
    return told.equals(whole()) || told.equals(guards);
  }
}
