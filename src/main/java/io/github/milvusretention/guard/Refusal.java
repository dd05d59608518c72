package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The refusal of a whole plan by a guard.
 *
 * @param guard the guard's name, which is its key in the rules where it has one: {@code max-drops}
 * @param limit what the rules allow, as written there
 * @param figure the value of the plan that exceeds the limit
 * @param message one sentence for the user
 * @param partitions those that the guard objects to; empty if it objects to something else
 */
public record Refusal(
    String guard, String limit, String figure, String message, List<Address> partitions) {
  private static final int FEW = 10;

  public Refusal {
    partitions = List.copyOf(partitions);
  }

  /** One whose message names the first few partitions after that sentence. */
  static Refusal of(
      String guard, String limit, String figure, String sentence, List<Address> partitions) {
    String message = sentence + "; the partitions: " + Partitions.inWords(partitions, FEW);
    return new Refusal(guard, limit, figure, message, partitions);
  }

  static Stream<Address> addresses(Collection<Decision> decisions) {
    return addresses(decisions.stream());
  }

  static Stream<Address> addresses(Stream<Decision> decisions) {
    return decisions.map(Decision::address);
  }
}
