/** What identifies a run, how it ends, and how it is stopped. */
@NullMarked
package io.github.milvusretention.run;

import org.jspecify.annotations.NullMarked;
