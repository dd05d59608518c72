package io.github.milvusretention.cli.start;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * No text of a command is looked up by a key. Spring's own source of no messages asks Java for all
 * its languages first, which takes a twentieth of a command's time.
 */
final class NoMessages implements MessageSource {
  @Override
  public @Nullable String getMessage(
      String code, Object @Nullable [] args, @Nullable String byDefault, @Nullable Locale locale) {
    return byDefault;
  }

  @Override
  public String getMessage(String code, Object @Nullable [] args, @Nullable Locale locale) {
    throw new NoSuchMessageException(code);
  }

  @Override
  public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
    String byDefault = resolvable.getDefaultMessage();
    if (byDefault == null) {
      throw new NoSuchMessageException(resolvable.toString());
    }
    return byDefault;
  }
}
