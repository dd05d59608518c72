/** What names a run, how it ends, and how it is asked to stop. */
@NullMarked
package io.github.milvusretention.run;

import org.jspecify.annotations.NullMarked;
