package io.github.milvusretention.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What takes long to start, and tests of several classes use without disturbing each other. All
 * classes of a package whose constructors ask for this type get the same one. It is made for the
 * first of them, by its constructor with a directory, and closed before a class of another package
 * begins.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnePerPackage {}
