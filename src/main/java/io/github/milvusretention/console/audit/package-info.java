/** The acts on record: a page, and the same as CSV and JSON. */
@NullMarked
package io.github.milvusretention.console.audit;

import org.jspecify.annotations.NullMarked;
