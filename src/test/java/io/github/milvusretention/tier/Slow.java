package io.github.milvusretention.tier;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Not in the default tier, which is to stay short: {@code .ci/run} and {@code -Pthorough} play it.
 * What it proves is proven in the default tier by a quicker test too, for one case of its kind.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("slow")
public @interface Slow {}
