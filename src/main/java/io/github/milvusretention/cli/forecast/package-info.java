/** A forecast as tables and as JSON. */
@NullMarked
package io.github.milvusretention.cli.forecast;

import org.jspecify.annotations.NullMarked;
