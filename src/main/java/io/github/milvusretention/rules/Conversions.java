package io.github.milvusretention.rules;

import static java.util.Map.entry;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.policy.settings.NewRules;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.policy.settings.StillWritten;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import io.github.milvusretention.rules.console.ClientSecret;
import io.github.milvusretention.rules.console.Issuer;
import io.github.milvusretention.rules.console.PasswordHash;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.rules.console.TokenHash;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.values.Hour;
import io.github.milvusretention.rules.values.Language;
import io.github.milvusretention.rules.values.Lengths;
import io.github.milvusretention.rules.values.Zone;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * From texts to the types of {@link RulesFile}, for Spring Boot's binder. What is refused is a
 * mistake, and null or left out here.
 */
record Conversions(Mistakes mistakes) implements ConversionService {
  private static final Map<Class<?>, BiFunction<String, String[], Object>> WITH_RANGE =
      Map.of(int.class, Lengths::count, Duration.class, Lengths::duration);

  private static final Map<Class<?>, Function<String, Object>> BY_TYPE =
      Map.ofEntries(
          entry(boolean.class, Conversions::truth),
          entry(String.class, text -> text),
          entry(URI.class, text -> accept(text, Cluster::address)),
          entry(Token.class, text -> accept(text, Token::new)),
          entry(Proxy.class, text -> accept(text, Proxy::parse)),
          entry(Glob.class, Glob::of),
          entry(NameGlob.class, NameGlob::new),
          entry(Target.Kind.class, Target.Kind::parse),
          entry(EventType.class, EventType::parse),
          entry(SecretUrl.class, SecretUrl::parse),
          entry(PasswordHash.class, PasswordHash::new),
          entry(Issuer.class, Issuer::new),
          entry(ClientSecret.class, ClientSecret::new),
          entry(TokenHash.class, TokenHash::new),
          entry(Role.class, Role::parse),
          entry(LocalDate.class, Days::day),
          entry(Keep.class, Keep::parse),
          entry(FieldUnit.class, FieldUnit::parse),
          entry(WhenUnloaded.class, WhenUnloaded::parse),
          entry(StillWritten.class, StillWritten::parse),
          entry(Share.class, Share::parse),
          entry(NewRules.class, NewRules::parse),
          entry(ZoneId.class, Zone::of),
          entry(LocalTime.class, Hour::of),
          entry(Locale.class, Language::of));

  /**
   * What is written for one key. Not a String or a List, so that Spring Boot's own converters leave
   * it alone: they would read {@code 0x10} as 16 and {@code 30} as 30 ms.
   */
  record Written(List<Text> texts) {}

  @Override
  public boolean canConvert(@Nullable TypeDescriptor from, TypeDescriptor to) {
    return from != null && canConvert(from.getType(), to.getType());
  }

  /** Defaults are a String or an array of one. */
  @Override
  public boolean canConvert(@Nullable Class<?> from, Class<?> to) {
    return from == Written.class
        || ((from == String.class || from == String[].class) && isKnown(to));
  }

  @Override
  public @Nullable Object convert(
      @Nullable Object value, @Nullable TypeDescriptor from, TypeDescriptor to) {
    if (!(value instanceof Written written)) {
      return convert(value instanceof String[] one ? one[0] : String.valueOf(value), to);
    }
    TypeDescriptor element = to.getElementTypeDescriptor();
    TypeDescriptor type = element == null ? to : element;
    List<?> converted = written.texts().stream().flatMap(text -> convert(text, type)).toList();
    return element != null ? converted : converted.isEmpty() ? null : converted.get(0);
  }

  @Override
  public <T> @Nullable T convert(@Nullable Object value, Class<T> to) {
    return to.cast(convert(value, null, TypeDescriptor.valueOf(to)));
  }

  private Stream<?> convert(Text text, TypeDescriptor to) {
    return to.getType() == Text.class
        ? Stream.of(text)
        : mistakes.check(text, value -> convert(value, to)).stream();
  }

  private static Object truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new RuleException("\"" + text + "\" is neither true nor false", "write true or false");
    }
    return Boolean.valueOf(text);
  }

  private static boolean isKnown(Class<?> type) {
    return WITH_RANGE.containsKey(type) || BY_TYPE.containsKey(type);
  }

  private static Object convert(String text, TypeDescriptor to) {
    BiFunction<String, String[], Object> withRange = WITH_RANGE.get(to.getType());
    return withRange == null
        ? Objects.requireNonNull(BY_TYPE.get(to.getType()), to::toString).apply(text)
        : withRange.apply(text, Objects.requireNonNull(to.getAnnotation(Key.class)).range());
  }

  /** A cluster, a token and a proxy refuse with "problem; cure", and never repeat a secret. */
  private static Object accept(String text, Function<String, Object> made) {
    try {
      return made.apply(text);
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      throw new RuleException(parts[0], parts[parts.length - 1]);
    }
  }
}
