/** Plans as they were decided, those that were refused or saved, and who accepted them. */
@NullMarked
package io.github.milvusretention.ledger.plans;

import org.jspecify.annotations.NullMarked;
