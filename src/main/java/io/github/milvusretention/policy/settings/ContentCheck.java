package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition are asked whether they agree with its name.
 *
 * @param field of the rows, which holds a time; goes into filters as it is
 * @param unit of that time
 */
public record ContentCheck(String field, FieldUnit unit, WhenUnloaded whenUnloaded) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  /** Throws {@link RuleException} if the field is none that Milvus could have. */
  public ContentCheck {
    checkField(field);
  }

  /** The same text; throws {@link RuleException} if it is no name of a field. */
  public static String checkField(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new RuleException(
          "\"" + name + "\" is not a name of a field",
          "write letters, digits and _, no digit first, such as created_at");
    }
    return name;
  }

  /**
   * Whether it may keep something that the other lets go. Nobody knows what another field says.
   *
   * @param other null for none
   */
  boolean mayKeepMoreThan(@Nullable ContentCheck other) {
    return other == null
        || !field.equals(other.field)
        || unit != other.unit
        || whenUnloaded == WhenUnloaded.KEEP && other.whenUnloaded != WhenUnloaded.KEEP;
  }

  @Override
  public String toString() {
    return field + " " + unit + " " + whenUnloaded;
  }
}
