package io.github.milvusretention.cli.command;

import io.github.milvusretention.audit.Actor;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The person at this terminal, for the audit. */
public final class TerminalUser {
  private TerminalUser() {}

  public static Actor actor() {
    return Actor.ofCommand(System.getProperty("user.name"), host());
  }

  public static String requestedBy() {
    return actor().requestedBy();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
