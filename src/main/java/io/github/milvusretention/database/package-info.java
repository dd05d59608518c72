/** The database of the job repository: its tables, sessions, transactions and failures. */
@NullMarked
package io.github.milvusretention.database;

import org.jspecify.annotations.NullMarked;
