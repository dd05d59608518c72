package io.github.milvusretention.pages;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds every string in the Java sources, joined over {@code +}, by the compiler's own parser. */
final class Sources {
  private static final Path MAIN = Path.of("src/main/java");

  private Sources() {}

  static List<Sentence> strings() throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<Path> files;
    try (Stream<Path> tree = Files.walk(MAIN)) {
      files = tree.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      Reader reader = new Reader(Trees.instance(task));
      task.parse().forEach(unit -> reader.scan(unit, null));
      return reader.found;
    }
  }

  private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private final List<Sentence> found = new ArrayList<>();
    private final Deque<String> around = new ArrayDeque<>();

    Reader(Trees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
      if (tree.getKind() != Tree.Kind.PLUS) {
        return super.visitBinary(tree, nothing);
      }
      List<ExpressionTree> parts = new ArrayList<>();
      flatten(tree, parts);
      sentence(parts);
      parts.stream()
          .filter(part -> !(part instanceof LiteralTree))
          .forEach(part -> scan(part, nothing));
      return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
      sentence(List.of(tree));
      return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
      around.push(simpleName(tree.getIdentifier()));
      super.visitNewClass(tree, nothing);
      around.pop();
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      // A chain's receiver is no argument of the call.
      scan(tree.getMethodSelect(), nothing);
      around.push(simpleName(tree.getMethodSelect()));
      scan(tree.getArguments(), nothing);
      around.pop();
      return null;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
      around.push("@" + simpleName(tree.getAnnotationType()));
      super.visitAnnotation(tree, nothing);
      around.pop();
      return null;
    }

    private void sentence(List<ExpressionTree> parts) {
      List<String> constants = new ArrayList<>();
      boolean joined = false;
      for (ExpressionTree part : parts) {
        if (part instanceof LiteralTree literal) {
          String text = String.valueOf(literal.getValue());
          if (joined) {
            text = constants.remove(constants.size() - 1) + text;
          }
          constants.add(text);
          joined = true;
        } else {
          if (constants.isEmpty()) {
            constants.add("");
          } else if (!joined) {
            constants.add(" ");
          }
          joined = false;
        }
      }
      if (!joined) {
        constants.add("");
      }
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      long position = trees.getSourcePositions().getStartPosition(unit, parts.get(0));
      Sentence sentence =
          new Sentence(
              MAIN.toUri().relativize(unit.getSourceFile().toUri()).getPath(),
              unit.getLineMap().getLineNumber(position),
              constants,
              Set.copyOf(around));
      if (sentence.prose()) {
        found.add(sentence);
      }
    }

    private static void flatten(ExpressionTree tree, List<ExpressionTree> parts) {
      if (tree instanceof BinaryTree plus && plus.getKind() == Tree.Kind.PLUS) {
        flatten(plus.getLeftOperand(), parts);
        flatten(plus.getRightOperand(), parts);
      } else if (tree instanceof ParenthesizedTree inner
          && inner.getExpression() instanceof BinaryTree) {
        flatten(inner.getExpression(), parts);
      } else {
        parts.add(tree);
      }
    }

    private static String simpleName(Tree tree) {
      return tree instanceof MemberSelectTree select
          ? select.getIdentifier().toString()
          : tree.toString().replaceAll("<.*", "");
    }
  }
}
