/** What happened: plans, ledger rows and leases in the repository database. */
@NullMarked
package io.github.milvusretention.ledger;

import org.jspecify.annotations.NullMarked;
