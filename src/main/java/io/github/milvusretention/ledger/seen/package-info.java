/** What earlier nights saw, and by which rules a policy has acted. */
@NullMarked
package io.github.milvusretention.ledger.seen;

import org.jspecify.annotations.NullMarked;
