/** The page of the acts on record, and what it gives to other programs. */
@NullMarked
package io.github.milvusretention.console.audit;

import org.jspecify.annotations.NullMarked;
