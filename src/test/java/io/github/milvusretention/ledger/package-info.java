@NullMarked
package io.github.milvusretention.ledger;

import org.jspecify.annotations.NullMarked;
