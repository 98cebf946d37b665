import jincheng from "./tabs/jincheng.graphql?raw";
import lanxian from "./tabs/lanxian.graphql?raw";
import lingbao from "./tabs/lingbao.graphql?raw";
import ruzhou from "./tabs/ruzhou.graphql?raw";
import sanmenxia from "./tabs/sanmenxia.graphql?raw";

/** What a first visit shows: a tab for each city, its queries answered by the demonstration. */
export const TABS = [ruzhou, sanmenxia, lingbao, lanxian, jincheng].map((query) => ({ query }));
