/** The time lines of a forecast: what is drawn where, in which colour. */
@NullMarked
package io.github.milvusretention.console.forecast.picture;

import org.jspecify.annotations.NullMarked;
