/** What the commands have in common: their program, its output, whom and what they are about. */
@NullMarked
package io.github.milvusretention.cli.command;

import org.jspecify.annotations.NullMarked;
