/** The acts on runs: they start, continue and stop them, and accept their plans. */
@NullMarked
package io.github.milvusretention.console.act.runs;

import org.jspecify.annotations.NullMarked;
