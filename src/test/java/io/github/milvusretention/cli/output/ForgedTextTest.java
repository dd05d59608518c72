package io.github.milvusretention.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.drop.DropsStarted;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Address;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;

/** Names and messages of others neither steer the terminal nor begin a line. */
class ForgedTextTest {
  private static final String FORGED = "e\u001b[2J\nok\u202etxt\u2028x";
  private static final String SHOWN = "e\\u001b[2J\\u000aok\\u202etxt\\u2028x";

  private final StringWriter shown = new StringWriter();

  @Test
  void aCellIsOneCell() {
    Table table = new Table("NAME", "STATE");
    table.row(FORGED, "KEPT");
    table.note("  " + FORGED);
    table.line(FORGED);
    table.print(new PrintWriter(shown), OptionalInt.empty());

    String blanks = " ".repeat(SHOWN.length() - "NAME".length());
    assertThat(shown.toString().lines())
        .containsExactly("NAME" + blanks + "  STATE", SHOWN + "  KEPT", "  " + SHOWN, SHOWN);
  }

  @Test
  void whatIsWrittenToAStreamPastATableIsVisibleToo() {
    new PrintWriter(new Terminal(shown), true).println("a\u001b]0;title\u0007b\u200bc");

    assertThat(shown.toString().lines()).containsExactly("a\\u001b]0;title\\u0007b\\u200bc");
  }

  @Test
  void onATerminalTheProgressLineIsStillOneThatIsUpdated() {
    show(true);

    String first = "\r\u001b[Knightly 1/2 default.docs/" + SHOWN + " DROPPED";
    String second = "\r\u001b[Knightly 2/2 default.docs/" + SHOWN + " FAILED: " + SHOWN;
    assertThat(shown.toString()).isEqualTo(first + second + System.lineSeparator());
  }

  @Test
  void elsewhereProgressHasALineForEachPartition() {
    show(false);

    assertThat(shown.toString().lines())
        .containsExactly(
            "nightly 1/2 default.docs/" + SHOWN + " DROPPED",
            "nightly 2/2 default.docs/" + SHOWN + " FAILED: " + SHOWN);
  }

  private void show(boolean terminal) {
    Progress progress =
        new Progress(
            new PrintWriter(shown), terminal ? OptionalInt.of(200) : OptionalInt.empty(), () -> 0);
    Address address = new Address("prod", "default", "docs", FORGED);
    for (Object event :
        new Object[] {
          new DropsStarted("nightly", 2),
          new PartitionSettled("nightly", 7, address, State.DROPPED, null),
          new PartitionSettled("nightly", 7, address, State.FAILED, FORGED)
        }) {
      progress.onApplicationEvent(new PayloadApplicationEvent<>(this, event));
    }
  }
}
