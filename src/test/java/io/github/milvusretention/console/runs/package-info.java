/** Tests of the pages of runs. */
@NullMarked
package io.github.milvusretention.console.runs;

import org.jspecify.annotations.NullMarked;
