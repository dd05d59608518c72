/** What was done and why, as tables and as JSON. */
@NullMarked
package io.github.milvusretention.cli.evidence;

import org.jspecify.annotations.NullMarked;
