package io.github.milvusretention.cli.command;

import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.time.Instant;

/** What a command asks of the program that it is a command of. */
public interface Program {
  /** The rules, checked; contacts nothing. */
  default Rules rules() {
    return rulesOnDisk().rules();
  }

  RulesOnDisk rulesOnDisk();

  /** Starts the application. */
  Application start(boolean serve);

  /** The same for a command that contacts no cluster: tokens may be missing. */
  Application startWithoutSecrets();

  /** Shows the progress of a command's runs, and steers the terminal to do so. */
  Progress progress();

  /** Whether a person sits at a terminal. */
  boolean watched();

  /** What a person types, or what is piped in. */
  String password();

  Instant now();
}
