package io.github.milvusretention.rules;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What is to be known of a key beside its type and default. */
@Retention(RetentionPolicy.RUNTIME)
@interface Key {
  /** What could be written; the key is required if there is an example. */
  String example() default "";

  /** Whether it is a secret, which commands that contact nothing do without. */
  boolean secret() default false;

  /** The least and the most: two whole numbers, or two durations. */
  String[] range() default {};

  /** What has a name beneath the key, such as "cluster". */
  String named() default "";
}
