package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Share;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * From text to the types of {@link RulesFile}. A refusal is a {@link RuleException}, which Spring
 * Boot passes on instead of asking its own, laxer converters.
 */
final class Conversions implements ConversionService {
  private static final Map<Class<?>, Function<String, Object>> BY_TYPE =
      Map.of(
          String.class, text -> text,
          boolean.class, Conversions::truth,
          URI.class, Endpoint::parse,
          Token.class, Endpoint::token,
          Glob.class, Glob::of,
          Keep.class, Lengths::keep,
          Share.class, Share::parse,
          ZoneId.class, Zone::of,
          Locale.class, Language::of);

  private final Mistakes mistakes;

  /**
   * @param mistakes where each refused value of a list goes
   */
  Conversions(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  @Override
  public boolean canConvert(@Nullable TypeDescriptor from, TypeDescriptor to) {
    return from != null && canConvert(from.getType(), to.getType());
  }

  /** Defaults are a String or an array of one. */
  @Override
  public boolean canConvert(@Nullable Class<?> from, Class<?> to) {
    return from == Text.class
        || from == Text.Several.class
        || ((from == String.class || from == String[].class)
            && (to == int.class || to == Duration.class || BY_TYPE.containsKey(to)));
  }

  @Override
  public @Nullable Object convert(
      @Nullable Object value, @Nullable TypeDescriptor from, TypeDescriptor to) {
    if (value instanceof Text.Several several) {
      return list(several, Objects.requireNonNull(to.getElementTypeDescriptor()));
    }
    if (value instanceof Text text) {
      return to.getType() == Text.class ? text : convert(text.value(), to);
    }
    return convert(value instanceof String[] one ? one[0] : String.valueOf(value), to);
  }

  @Override
  public <T> @Nullable T convert(@Nullable Object value, Class<T> to) {
    return to.cast(convert(value, null, TypeDescriptor.valueOf(to)));
  }

  private List<Object> list(Text.Several several, TypeDescriptor to) {
    List<Object> converted = new ArrayList<>();
    for (Text text : several.texts()) {
      try {
        converted.add(Objects.requireNonNull(convert(text, null, to)));
      } catch (RuleException e) {
        mistakes.add(text, e);
      }
    }
    return converted;
  }

  private static Object truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new RuleException("\"" + text + "\" is neither true nor false", "write true or false");
    }
    return Boolean.valueOf(text);
  }

  private static Object convert(String text, TypeDescriptor to) {
    Key key = to.getAnnotation(Key.class);
    if (to.getType() == int.class) {
      return Lengths.count(text, Objects.requireNonNull(key).range());
    }
    if (to.getType() == Duration.class) {
      return Lengths.duration(text, Objects.requireNonNull(key).range());
    }
    return Objects.requireNonNull(BY_TYPE.get(to.getType()), to::toString).apply(text);
  }
}
