package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.act.Forms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that asks once more.
 *
 * @param facts what it is about
 * @param effect what will happen, a sentence each
 * @param path to which the form is sent
 * @param button what its button says
 * @param again whether a finished run may be repeated, chosen by a box that is checked or not; null
 *     without such a box
 * @param back the page to which whoever does not want it goes
 * @param typed the reason, as it was typed
 * @param mistake what is wrong with it; null if nothing is
 * @param form tells the same form when it is sent twice
 */
public record Confirm(
    String title,
    List<Fact> facts,
    List<String> effect,
    String path,
    String button,
    @Nullable Boolean again,
    String back,
    String typed,
    @Nullable String mistake,
    String form) {
  public Confirm {
    facts = List.copyOf(facts);
    effect = List.copyOf(effect);
  }

  /** One that was not filled in yet. */
  Confirm(
      String title,
      List<Fact> facts,
      List<String> effect,
      String path,
      String button,
      @Nullable Boolean again,
      String back) {
    this(title, facts, effect, path, button, again, back, "", null, Forms.next());
  }

  /** The same, which was sent with a mistake. */
  Confirm with(String reason, @Nullable Boolean repeated, String sentence, String sameForm) {
    return new Confirm(
        title, facts, effect, path, button, repeated, back, reason, sentence, sameForm);
  }
}
