package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Action;
import org.jspecify.annotations.Nullable;

/** A partition while it is being dropped: what was sent for it and may still take effect. */
public final class DropAttempt {
  private final LedgerRow row;
  private boolean sent;
  private boolean effectOpen;
  private boolean released;
  private boolean alone;
  private int judgedBy = -1;

  public DropAttempt(LedgerRow row) {
    this.row = row;
    this.sent = row.state() == State.DROP_SENT;
    this.effectOpen = sent;
    this.released = waited();
  }

  public LedgerRow row() {
    return row;
  }

  /** Its name. */
  public String partition() {
    return row.address().partition();
  }

  /** Whether the run only releases it, and a later one drops it. */
  public boolean onlyReleased() {
    return row.action() == Action.RELEASE;
  }

  /** Whether an earlier run released it, so that this one must not. */
  boolean waited() {
    return row.action() == Action.DROP && row.releasedAt() != null;
  }

  /** The number of the list by which it is due; negative if it was not looked at. */
  int judgedBy() {
    return judgedBy;
  }

  void setJudgedBy(int list) {
    judgedBy = list;
  }

  /** Whether it is dropped on its own: a release together with others was refused. */
  public boolean alone() {
    return alone;
  }

  public void setAlone() {
    alone = true;
  }

  public boolean sent() {
    return sent;
  }

  public void dropSent() {
    sent = true;
  }

  public void mayStillTakeEffect() {
    sent = true;
    effectOpen = true;
  }

  /** Whether it is known to be released, so that only the drop has to be sent. */
  public boolean released() {
    return released;
  }

  public void setReleased(boolean released) {
    this.released = released;
  }

  /** What its row has to say again if an intent was written and nothing was sent for it. */
  State stateWithoutIntent() {
    return effectOpen ? State.DROP_SENT : row.state();
  }

  /** It is gone, and we did not see it disappear. */
  public DropResult vanished() {
    return sent ? DropResult.DROPPED : DropResult.absent();
  }

  /** A refusal says nothing about an earlier drop that may still take effect. */
  public DropResult refused(String why, @Nullable Outcome trouble) {
    return effectOpen
        ? new DropResult(State.DROP_SENT, why, trouble)
        : DropResult.failed(why, trouble);
  }

  /** It must stay. A drop that was sent before may still take effect, and its row must say so. */
  DropResult held(String why) {
    if (effectOpen) {
      return new DropResult(
          State.DROP_SENT, why + "; a drop was sent before that and may still take effect", null);
    }
    return DropResult.skipped(
        why + (released || row.progress().released() ? "; it was released before that" : ""));
  }

  /** Its drop was sent, and the server could not be asked whether it took effect. */
  public DropResult unconfirmed(MilvusException why) {
    mayStillTakeEffect();
    return DropResult.undecided(
        "a drop was sent, and whether it took effect could not be checked: " + why.getMessage(),
        why.outcome());
  }

  /**
   * Its drop succeeded, and the name was seen only afterwards. Partitions have no ids in the API,
   * so that nobody can tell whether it is still the old one.
   */
  public DropResult left() {
    mayStillTakeEffect();
    return DropResult.undecided(
        "a drop was sent, and the server lists the name afterwards: the drop may still take effect,"
            + " or the name holds new data; it is left for a rerun",
        Outcome.SUCCESS);
  }
}
