/** Past and present runs, what each did, and how old ones are removed. */
@NullMarked
package io.github.milvusretention.job.history;

import org.jspecify.annotations.NullMarked;
