package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.act.Forms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that asks for confirmation.
 *
 * @param facts what it is about
 * @param effect what will happen, a sentence each
 * @param path to which the form is sent
 * @param button what its button says
 * @param back the page to which whoever does not want it goes
 */
public record Confirm(
    String title,
    List<Fact> facts,
    List<String> effect,
    String path,
    String button,
    String back,
    Form form) {
  public Confirm {
    facts = List.copyOf(facts);
    effect = List.copyOf(effect);
  }

  /** One that is to be filled in, without a box. */
  Confirm(
      String title,
      List<Fact> facts,
      List<String> effect,
      String path,
      String button,
      String back) {
    this(title, facts, effect, path, button, back, Form.empty(null));
  }

  /** The same, as it was sent. */
  Confirm with(Form sent) {
    return new Confirm(title, facts, effect, path, button, back, sent);
  }

  /**
   * What a person fills in.
   *
   * @param again whether a finished run may be repeated, chosen by a box that is checked or not;
   *     null without such a box
   * @param mistake what is wrong with the reason; null if nothing is
   * @param token tells the same form when it is sent twice
   * @param asOf that the page names, and for which it asks; null for an act that needs none
   */
  public record Form(
      String reason,
      @Nullable Boolean again,
      @Nullable String mistake,
      String token,
      @Nullable String asOf) {
    /** As it was sent. */
    Form(String reason, @Nullable Boolean again, String token) {
      this(reason, again, null, token, null);
    }

    /** A new one. */
    static Form empty(@Nullable Boolean again) {
      return new Form("", again, Forms.next());
    }

    Form asOf(String text) {
      return new Form(reason, again, mistake, token, text);
    }

    Form mistaken(String sentence) {
      return new Form(reason, again, sentence, token, asOf);
    }
  }
}
