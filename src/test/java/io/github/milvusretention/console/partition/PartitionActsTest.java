package io.github.milvusretention.console.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.cli.evidence.Present;
import io.github.milvusretention.cli.evidence.RowDetail;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Asking;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.console.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator may do with a partition where it is. */
class PartitionActsTest {
  private static final Asking OPERATOR =
      new Asking(new Person("ada", Set.of(Role.OPERATOR), "127.0.0.1"), null);
  private static final Present JANUARY =
      new Present(
          "graced",
          "2026-11-24",
          new RowDetail.Place("local", "default", "docs", "a&b=c"),
          "1",
          Verdict.EXPIRED,
          "its period ended",
          new Present.Times(null, null, null),
          null,
          "it goes");

  @Test
  void oneThatIsReleasedIsHeldOrRestored() {
    assertThat(new PartitionActs.Offers(OPERATOR, null).at(JANUARY, true))
        .containsExactly(
            new Offered(
                "Hold it here",
                "/holds/new?policy=graced&cluster=local&database=default&collection=docs"
                    + "&partition=a%26b%3Dc",
                null),
            new Offered(
                "Restore it: a run has released it",
                "/restore?policy=graced&database=default&collection=docs&partition=a%26b%3Dc",
                null));
    assertThat(new PartitionActs.Offers(OPERATOR, null).at(JANUARY, false)).hasSize(1);
  }

  @Test
  void byRulesThatHaveChangedNothingIsRestored() {
    assertThat(new PartitionActs.Offers(OPERATOR, "the file has changed").at(JANUARY, true))
        .extracting(Offered::off)
        .containsExactly(null, "the file has changed");
  }
}
