-- Scenes of the board that got other words (shared::live::BoardScene).
update conference set board = replace(board, '"scene":"joining"', '"scene":"welcome"');
update conference set board = replace(board, '"scene":"voting"', '"scene":"field"');
update conference set board = replace(board, '"scene":"result"', '"scene":"table"');
