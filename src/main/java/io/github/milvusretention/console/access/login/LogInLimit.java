package io.github.milvusretention.console.access.login;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.console.access.Limit;
import java.util.Locale;

/**
 * How often log-ins are tried within a minute. Each is taken before the password is checked, or
 * many at once would pass.
 *
 * <p>Of those that fail, a name has five from each network, so that a password cannot be guessed
 * and nobody elsewhere keeps out who has it; and a network has twenty, behind which there may be
 * many people. Of all, those that succeed too, a name has fifty: against guesses that come from
 * many networks, and sessions without end.
 */
public final class LogInLimit {
  private static final int FAILED_OF_A_NAME_FROM_A_NETWORK = 5;
  private static final int FAILED_FROM_A_NETWORK = 20;
  private static final int OF_A_NAME = 50;

  private final Limit namesFromNetworks;
  private final Limit networks;
  private final Limit names;
  private final Limit tellings;

  public LogInLimit(TimeMeter time) {
    namesFromNetworks = new Limit(FAILED_OF_A_NAME_FROM_A_NETWORK, time);
    networks = new Limit(FAILED_FROM_A_NETWORK, time);
    names = new Limit(OF_A_NAME, time);
    tellings = new Limit(1, time);
  }

  /** Whether it may be tried now. One with a name of nobody counts for its network alone. */
  boolean take(LogIn logIn) {
    // The network first: one that is refused must not use up what is left of a name.
    return networks.take(network(logIn))
        && (!logIn.isOfAUser()
            || (namesFromNetworks.take(nameFromNetwork(logIn)) && names.take(name(logIn))));
  }

  /** After one that was taken and succeeded. */
  void giveBack(LogIn logIn) {
    networks.giveBack(network(logIn));
    namesFromNetworks.giveBack(nameFromNetwork(logIn));
  }

  /** Whether to tell that one was refused without a look: once a minute for a network. */
  boolean tells(LogIn logIn) {
    return tellings.take(network(logIn));
  }

  /** Whether somebody may be asked for at a provider now, whose name is not known yet. */
  public boolean takeFrom(String address) {
    return networks.take(Network.of(address));
  }

  /** After one that was taken and succeeded. */
  public void giveBackTo(String address) {
    networks.giveBack(Network.of(address));
  }

  /** Whether to tell that one was refused without a look: once a minute for a network. */
  public boolean tellsOf(String address) {
    return tellings.take(Network.of(address));
  }

  private static String name(LogIn logIn) {
    return logIn.name().toLowerCase(Locale.ROOT);
  }

  private static String nameFromNetwork(LogIn logIn) {
    return name(logIn) + " " + network(logIn);
  }

  private static String network(LogIn logIn) {
    return Network.of(logIn.from());
  }
}
