import jincheng from "./tabs/jincheng.graphql?raw";
import lanxian from "./tabs/lanxian.graphql?raw";
import lingbao from "./tabs/lingbao.graphql?raw";
import live from "./tabs/live.graphql?raw";
import ruzhou from "./tabs/ruzhou.graphql?raw";
import sanmenxia from "./tabs/sanmenxia.graphql?raw";

/** What a first visit shows: a tab for each city and one that listens, all answered by the demonstration. */
export const TABS = [ruzhou, sanmenxia, lingbao, lanxian, jincheng, live].map((query) => ({ query }));
