/** The picture of what goes in the nights to come. */
@NullMarked
package io.github.milvusretention.console.forecast;

import org.jspecify.annotations.NullMarked;
