package io.github.milvusretention.console.access.login;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.console.access.Limit;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How often log-ins may fail: five times a minute for a name, so that a password cannot be guessed,
 * and twenty times for an address, behind which there may be many people. Each try is taken before
 * the password is checked, or many at once would pass, and given back if it succeeds.
 */
public final class LogInLimit {
  private static final int OF_A_NAME = 5;
  private static final int OF_AN_ADDRESS = 20;

  /** No user has a longer name. */
  private static final int LONGEST_NAME = 100;

  private final Limit names;
  private final Limit addresses;
  private final Limit tellings;

  public LogInLimit(TimeMeter time) {
    names = new Limit(OF_A_NAME, time);
    addresses = new Limit(OF_AN_ADDRESS, time);
    tellings = new Limit(1, time);
  }

  /** Whether it may be tried now. */
  boolean take(LogIn logIn) {
    // The address first: one that is refused must not use up what is left of a name.
    return addresses.take(network(logIn)) && names.take(name(logIn));
  }

  /** After one that was taken and succeeded. */
  void giveBack(LogIn logIn) {
    addresses.giveBack(network(logIn));
    names.giveBack(name(logIn));
  }

  /** Whether to tell that one was refused without a look: once a minute for an address. */
  boolean tells(LogIn logIn) {
    return tellings.take(network(logIn));
  }

  private static String name(LogIn logIn) {
    return logIn.name().length() > LONGEST_NAME ? "" : logIn.name().toLowerCase(Locale.ROOT);
  }

  /** Of IPv6 the part that a network has: its machines choose the rest as they like. */
  private static String network(LogIn logIn) {
    String address = logIn.from();
    return address.contains(":")
        ? String.join(":", Stream.of(address.split(":", -1)).limit(4).toList())
        : address;
  }
}
