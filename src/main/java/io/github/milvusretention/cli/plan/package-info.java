/** The answer of {@code plan}: tables and JSON. */
@NullMarked
package io.github.milvusretention.cli.plan;

import org.jspecify.annotations.NullMarked;
