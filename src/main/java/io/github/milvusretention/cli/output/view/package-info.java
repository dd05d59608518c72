/** Answers that several commands give, as JSON and as tables. */
@NullMarked
package io.github.milvusretention.cli.output.view;

import org.jspecify.annotations.NullMarked;
