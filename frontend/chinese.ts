import type { Plugin } from "vite";

/** Headings of the documentation; the icons are found by the English ones. */
const HEADINGS = {
  Arguments: "参数",
  "Deprecated Arguments": "已弃用的参数",
  Directives: "指令",
  Type: "类型",
  Implements: "实现的接口",
  Fields: "字段",
  "Deprecated Fields": "已弃用的字段",
  "Enum Values": "取值",
  "Deprecated Enum Values": "已弃用的取值",
  "Root Types": "根类型",
  "All Schema Types": "全部类型",
  Implementations: "由谁实现",
  "Possible Types": "可以是",
};

/**
 * What GraphiQL says, in Chinese. It has no setting for a language, so its words are replaced while the page is built,
 * each exactly as it stands in the pinned version; a word that is no longer there stops the build.
 */
const WORDS: Record<string, Record<string, string>> = {
  "graphiql/dist/GraphiQL.js": {
    '"New tab"': '"新标签页"',
    '? "Show" : "Hide"} editor tools`': '? "显示" : "收起"}变量与请求头`',
    '"Editor Commands"': '"编辑命令"',
    '"Operation Editor"': '"查询"',
    'children: "Variables"': 'children: "变量"',
    'children: "Headers"': 'children: "请求头"',
    '? "Variables" : "Headers"': '? "变量" : "请求头"',
    '"Select active operation"': '"选择标签页"',
  },
  "graphiql/dist/ui/short-keys.js": {
    '"Execute query"': '"执行查询"',
    '"Open the Command Palette (you must have focus in the editor)"': '"编辑器的全部命令 (光标须在编辑器里)"',
    '"Prettify editors"': '"整理格式"',
    '"Copy query"': '"复制查询"',
    '"Re-fetch schema using introspection"': '"重新取得模式"',
    '"Search in documentation"': '"在文档里查找"',
    '"Search in editor"': '"在编辑器里查找"',
    '"Merge fragments definitions into operation definition"': '"把片段并入查询"',
    '"Short Key"': '"快捷键"',
    '"Function"': '"做什么"',
  },
  "graphiql/dist/ui/sidebar.js": {
    "`Re-fetch GraphQL schema (": "`重新取得模式 (",
    '"Open short keys dialog"': '"快捷键"',
    '"Open settings dialog"': '"设置"',
    '? "Hide" : "Show"} ${': '? "收起" : "打开"}${',
    '"Short Keys"': '"快捷键"',
    '"This modal provides a list of available keyboard shortcuts and their functions."': '"可用的快捷键和它们的作用"',
    '"Settings"': '"设置"',
    '"This modal lets you adjust header persistence, interface theme, and clear local storage."':
      '"选择界面的明暗,清除留在本机的内容"',
    '"Theme"': '"明暗"',
    '"Adjust how the interface appears."': '"界面的样子"',
    '"System"': '"随系统"',
    '"Light"': '"明"',
    '"Dark"': '"暗"',
    '"Clear storage"': '"清除"',
    '"Remove all locally stored data and start fresh."': '"清除留在这个浏览器里的标签页和历史"',
    '"Cleared data"': '"已清除"',
    '"Failed"': '"没有成功"',
    '"Clear data"': '"清除"',
  },
  "graphiql/dist/ui/toolbar.js": {
    "`Prettify query (": "`整理格式 (",
    "`Merge fragments into query (": "`把片段并入查询 (",
    "`Copy query (": "`复制查询 (",
  },
  "@graphiql/plugin-history/dist/components.js": {
    '= "History"': '= "历史"',
    '"Cleared"': '"已清除"',
    '"Failed to Clear"': '"没有清除"',
    '"Clear"': '"清除"',
    '"Type a label"': '"起个名字"',
    '"Save"': '"保存"',
    '"Set active"': '"打开"',
    '"Edit label"': '"起名"',
    '"Remove favorite"': '"不再收藏"',
    '"Add favorite"': '"收藏"',
    '"Delete from history"': '"从历史里删去"',
  },
  "@graphiql/plugin-history/dist/index.js": { 'title: "History"': 'title: "历史"' },
  "@graphiql/plugin-doc-explorer/dist/context.js": {
    'title: "Documentation Explorer"': 'title: "文档"',
    '"Docs"': '"文档"',
    // it finds the panel by the label of its button
    'label="Show Documentation Explorer"': 'label="打开文档"',
  },
  "@graphiql/plugin-doc-explorer/dist/components/argument.js": { 'children: "Deprecated"': 'children: "已弃用"' },
  "@graphiql/plugin-doc-explorer/dist/components/deprecation-reason.js": { '"Deprecated"': '"已弃用"' },
  "@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js": {
    '"Error fetching schema"': '"取不到模式"',
    '"Schema is invalid: "': '"模式有误: "',
    '"No GraphQL schema available"': '"没有模式"',
    "`Go back to ${": "`返回 ${",
    '"Documentation Explorer"': '"文档"',
  },
  "@graphiql/plugin-doc-explorer/dist/components/field-documentation.js": {
    '"Show Deprecated Arguments"': '"显示已弃用的参数"',
  },
  "@graphiql/plugin-doc-explorer/dist/components/schema-documentation.js": {
    '"A GraphQL schema provides a root type for each kind of operation."': '"每一种操作从一个根类型开始。"',
  },
  "@graphiql/plugin-doc-explorer/dist/components/search.js": {
    "`Search ${": "`在文档里查找 ${",
    '"No results found"': '"没有找到"',
    '"Other results"': '"别处"',
  },
  "@graphiql/plugin-doc-explorer/dist/components/section.js": {
    "t1,\n      title\n": `t1,\n      (${JSON.stringify(HEADINGS)})[title]\n`,
  },
  "@graphiql/plugin-doc-explorer/dist/components/type-documentation.js": {
    '"Show Deprecated Fields"': '"显示已弃用的字段"',
    '"Show Deprecated Values"': '"显示已弃用的取值"',
  },
  "@graphiql/plugin-explorer/dist/index.js": { 'title: "GraphiQL Explorer"': 'title: "组装查询"' },
  "graphiql-explorer/dist/Explorer.js": { "'Add new'": "'加一个'" },
  "@graphiql/react/dist/components/response-editor.js": { '"Result Window"': '"结果"' },
  "@graphiql/react/dist/components/dialog/index.js": { '"Close dialog"': '"关闭"' },
  "@graphiql/react/dist/components/execute-button/index.js": {
    '? "Stop" : "Execute"} query (': '? "停止" : "执行"}查询 (',
  },
  "@graphiql/react/dist/components/tabs/index.js": { '"Close Tab"': '"关闭标签页"' },
  "@graphiql/react/dist/utility/tabs.js": { '"<untitled>"': '"未命名"' },
};

export function chinese(): Plugin {
  const met = new Set<string>();
  return {
    name: "chinese",
    transform(code, id) {
      const file = Object.keys(WORDS).find((name) => id.split("?")[0]!.endsWith(`/node_modules/${name}`));
      if (!file) return null;
      met.add(file);
      for (const [said, meant] of Object.entries(WORDS[file]!)) {
        if (!code.includes(said)) this.error(`${file} no longer says ${said}`);
        code = code.replaceAll(said, meant);
      }
      return { code, map: null };
    },
    buildEnd(error) {
      const missed = Object.keys(WORDS).filter((file) => !met.has(file));
      if (!error && missed.length) this.error(`not part of the page any longer: ${missed.join(", ")}`);
    },
  };
}
