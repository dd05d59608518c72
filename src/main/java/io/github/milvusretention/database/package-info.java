/** The repository database: its tables, its sessions, and how its failures are told. */
@NullMarked
package io.github.milvusretention.database;

import org.jspecify.annotations.NullMarked;
