/** The acts of the pages: which are offered to whom, confirmed, and done. */
@NullMarked
package io.github.milvusretention.console.act;

import org.jspecify.annotations.NullMarked;
