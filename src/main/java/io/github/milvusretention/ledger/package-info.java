/** Plans, the result of each planned partition, and every call that was sent. */
@NullMarked
package io.github.milvusretention.ledger;

import org.jspecify.annotations.NullMarked;
