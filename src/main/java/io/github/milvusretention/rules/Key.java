package io.github.milvusretention.rules;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is to be known of a key, for the checks and for editors. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@interface Key {
  /** For a person who writes it. */
  String value();

  /** What could be written; the key is required if there is an example. */
  String example() default "";

  /** The least and the most: two whole numbers, or two durations. */
  String[] range() default {};
}
