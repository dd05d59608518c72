package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * The values of one section for Spring Boot's binder, and the mistakes that come of them. One
 * binder serves all sections of a file, for it reads the records but once; not for several threads.
 */
final class Binding extends AbstractBindHandler implements ConfigurationPropertySource {
  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("section");

  private final Mistakes mistakes;
  private final Binder binder;
  private @Nullable Section section;

  Binding(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.binder = new Binder(List.of(this), null, new Conversions(mistakes));
  }

  /** The section's keys by their types. Each that does not convert is a mistake, and null here. */
  <T extends Record> T bind(Section values, Class<T> type) {
    section = values;
    section.refuseMissing();
    return binder.bindOrCreate(ROOT, Bindable.of(type), this);
  }

  private @Nullable Object value(ConfigurationPropertyName name) {
    return section == null || !ROOT.isParentOf(name)
        ? null
        : section.values().get(name.getLastElement(Form.DASHED));
  }

  @Override
  public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
    Object value = value(name);
    return value == null
        ? null
        : new ConfigurationProperty(name, value, value instanceof Text text ? text.place() : null);
  }

  @Override
  public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
    return name.equals(ROOT)
        ? ConfigurationPropertyState.PRESENT
        : ConfigurationPropertyState.ABSENT;
  }

  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
      throws Exception {
    if (error instanceof RuleException refusal && value(name) instanceof Text text) {
      mistakes.add(text, refusal);
      return null;
    }
    throw error;
  }
}
