package io.github.milvusretention.cli.start;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/**
 * Logs go to stderr: stdout is for answers. In code, as reading the same from XML takes a tenth of
 * a command's time; a user's {@code logging.config} is still read.
 */
public final class StderrLogging extends LogbackLoggingSystem {
  /** Spring Boot makes one and names the class loader. */
  public StderrLogging(ClassLoader classLoader) {
    super(classLoader);
  }

  /** To be called before Spring Boot logs anything. */
  static void use() {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, StderrLogging.class.getName());
  }

  @Override
  protected void loadDefaults(
      LoggingInitializationContext initialization, @Nullable LogFile ignored) {
    Environment environment = Objects.requireNonNull(initialization.getEnvironment());
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    // Logback has set itself up meanwhile, to write to stdout.
    context.stop();
    context.reset();
    LevelChangePropagator toJavasOwnLogging = new LevelChangePropagator();
    toJavasOwnLogging.setContext(context);
    toJavasOwnLogging.setResetJUL(true);
    context.addListener(toJavasOwnLogging);
    toJavasOwnLogging.start();
    Encoder<ILoggingEvent> encoder =
        StructuredFormat.of(environment)
            .map(format -> json(context, environment, format))
            .orElseGet(() -> text(context));
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setName("STDERR");
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(stderr);
    context.start();
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    LogLayout layout = new LogLayout();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(
      LoggerContext context, Environment environment, String format) {
    // It looks for the name and the version of the service there; the reset has removed it.
    context.putObject(Environment.class.getName(), environment);
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    return encoder;
  }
}
